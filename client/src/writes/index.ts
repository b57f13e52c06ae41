export * from "./acts.ts";
export * from "./grants.ts";
export * from "./offices.ts";
export type { Correction } from "./correction.ts";
export type { AccreditationDecision, Evidence, Span } from "./encode.ts";
