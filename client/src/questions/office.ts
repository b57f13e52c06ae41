import { countryIn } from "../encoding.ts";
import type { Hex } from "../hex.ts";
import { OFFICE_KINDS } from "../office.ts";
import type { Office } from "../registry.ts";
import type { Moment } from "./moment.ts";

export async function office(moment: Moment, number: number): Promise<Office> {
  const { account, country, kind } = await moment.registry.office(number);
  const officeKind = OFFICE_KINDS[Number(kind) - 1];
  if (officeKind === undefined) return { number, known: false, readAt: moment.readAt };
  return {
    number,
    known: true,
    account: account as Hex,
    country: countryIn(BigInt(country)),
    kind: officeKind,
    readAt: moment.readAt,
  };
}
