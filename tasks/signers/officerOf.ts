import type { Provider } from "ethers";

import type { Officer } from "../../deploy/safe.ts";
import { pkcs11Officer } from "./pkcs11.ts";
import { rpcOfficer } from "./rpc.ts";
import { parseSignerSpec } from "./spec.ts";
import { variableOfficer } from "./var.ts";

export interface SignerSources {
  /** A configuration variable. @throws SuiteError VARIABLE_MISSING */
  readonly variable: (name: string) => Promise<string>;
  /** Of the network, where there is one: officers sign without. */
  readonly provider?: Provider;
}

/**
 * The officer that `--signer` names.
 * @param spec `var:NAME`, `rpc:0xADDRESS`, `pkcs11:LABEL`, `pkcs11:LABEL@0xOFFICER`
 * @throws SuiteError SIGNER_KEY_IN_ARGUMENT, INVALID_SIGNER, VARIABLE_MISSING, SIGNER_KEY_INVALID, SIGNER_RPC_URL_MISSING, PKCS11_*
 */
export async function officerOf(spec: string, sources: SignerSources): Promise<Officer> {
  const signer = parseSignerSpec(spec);
  switch (signer.kind) {
    case "var":
      return variableOfficer(signer.variable, sources);
    case "rpc":
      return rpcOfficer(signer.address, sources);
    case "pkcs11":
      return pkcs11Officer(signer, sources);
  }
}
