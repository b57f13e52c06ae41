import type { CommandDefinition } from "../core/define.ts";

const YES = { name: "yes", description: "Don't ask for confirmation" } as const;

export const registry: readonly CommandDefinition[] = [
  {
    id: ["registry", "deploy"],
    example: "registry deploy --network localhost --signer rpc:0x…,rpc:0x…",
    summary: "Founds the network of deploy/parameters/NETWORK.json, or goes on with its foundation",
    options: [
      { name: "parameters", description: "Name or file of the parameters (without it, the network's)" },
      { name: "signer", description: "Officers of the founding states who sign the consents now" },
    ],
    flags: [YES],
    action: () => import("../registry/deploy.ts"),
  },
  {
    id: ["registry", "upgrade"],
    example: "registry upgrade --network pilot --motion upgrade.json",
    summary: "Validates the storage layout, deploys the next implementation, and writes the motion to the council",
    options: [
      { name: "contract", description: "The next implementation", defaultValue: "TrustedIssuerRegistry" },
      { name: "extension", description: "Its extension", defaultValue: "RegistryExtension" },
      { name: "call", description: "Call data of a call that the upgrade makes", defaultValue: "0x" },
      { name: "motion", description: "File to add the motion to" },
    ],
    flags: [YES],
    action: () => import("../registry/upgrade.ts"),
  },
  {
    id: ["registry", "doctor"],
    example: "registry doctor --network pilot",
    summary: "Examines a deployment: code, wiring, roles, offices, pause, node; what is red ends with 4",
    action: () => import("../registry/doctor.ts"),
  },
  {
    id: ["registry", "addresses"],
    example: "registry addresses --network pilot",
    summary: "Lists where the contracts stand",
    action: () => import("../registry/addresses.ts"),
  },
];
