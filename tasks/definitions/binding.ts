import { type CommandDefinition, EVIDENCE, FROM, UNTIL, writing } from "../core/define.ts";
import { actDefinitions, IDENTIFIER, INSTITUTION, type Naming, readDefinitions } from "./records.ts";

const NAMING: Naming = {
  positional: [INSTITUTION, IDENTIFIER],
  example: "AT:pic:999866883 did:web:univie.ac.at",
  record: "a binding",
};

export const binding: readonly CommandDefinition[] = [
  writing({
    id: ["binding", "bind"],
    example: "binding bind AT:pic:999866883 seal.pem --evidence attestation.pdf --office 9 --bundle bind.json",
    summary: "A trust service provider binds an identifier, or the key of a certificate, to an institution",
    positional: [INSTITUTION, IDENTIFIER],
    options: [FROM, UNTIL, EVIDENCE],
    action: () => import("../binding/bind.ts"),
  }),
  ...actDefinitions("binding", NAMING, ["end", "annul", "compromise", "cancel", "rectify"]),
  ...readDefinitions("binding", NAMING),
];
