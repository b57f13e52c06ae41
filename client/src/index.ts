export * as writes from "./writes/index.ts";
export { connect, type ConnectOptions, type Nodes, type Target } from "./connect.ts";
export type { JsonRpc } from "./chain/node.ts";
export type * from "./registry.ts";
export type { CodeCheck, CodeHashes, ReadAt, Snapshot } from "./source.ts";
export type { BindingRef, IdentifierRef, InstitutionRef, QualificationTypeRef, RecordRef } from "./references.ts";
export type { Profile } from "./profile.ts";
export type { OfficeKind } from "./office.ts";
export type { Hex } from "./hex.ts";
export type { Time } from "./time.ts";
export { bindingIdOf, institutionIdOf, qualificationTypeIdOf } from "./recordKey.ts";
export {
  BINDING_CODES,
  type BindingCode,
  type BindingCodeName,
  type Flag,
  FLAGS,
  RECORD_STATES,
  type RecordState,
  STANDING_CODES,
  type StandingCode,
  type StandingCodeName,
} from "./codes.ts";
