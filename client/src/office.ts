/** In the order of the contracts' enum `OfficeKind`, from 1. */
export const OFFICE_KINDS = ["memberState", "accreditationBody", "trustServiceProvider", "guardian"] as const;

export type OfficeKind = (typeof OFFICE_KINDS)[number];

/** As the contracts number it. */
export const officeKindNumber = (kind: OfficeKind): number => OFFICE_KINDS.indexOf(kind) + 1;
