export { SuiteError } from "./suiteError.ts";
export { SourceError, type SourceErrorCode } from "./sourceError.ts";
export { ContractError, contractError, type ContractErrorName } from "./contractError.ts";
export { decodeError } from "./decodeError.ts";
