/**
 * The register's commands: what they are called, what they take, and which file does it. Nothing is loaded before it is
 * called. docs/tasks.md is generated from this list.
 */
import { emptyTask } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { type CommandDefinition, hardhatTask } from "./core/define.ts";
import { refusalsAreUsage } from "./core/usage.ts";
import { accreditation } from "./definitions/accreditation.ts";
import { binding } from "./definitions/binding.ts";
import { council } from "./definitions/council.ts";
import { guardian } from "./definitions/guardian.ts";
import { imports } from "./definitions/import.ts";
import { institution } from "./definitions/institution.ts";
import { mandate } from "./definitions/mandate.ts";
import { office } from "./definitions/office.ts";
import { qualification } from "./definitions/qualification.ts";
import { reading } from "./definitions/reading.ts";
import { registry } from "./definitions/registry.ts";
import { standing } from "./definitions/standing.ts";

export const GROUPS: Readonly<Record<string, string>> = {
  office: "Offices and their officers; signing and submitting what they decide",
  council: "The member states deciding together: motions, proposals, votes",
  mandate: "What a member state delegates, to accreditation bodies and trust service providers",
  institution: "Institutions that award qualifications",
  qualification: "Qualification types: what is awarded",
  accreditation: "Who may award what: of programmes, and of institutions by scope",
  binding: "Identifiers and seal keys of institutions",
  guardian: "The pause, and who may call it",
  credential: "Digitally-signed qualifications",
  import: "Files of institutions, qualification types and accreditations",
  registry: "Deploying, upgrading and examining the contracts",
};

export const COMMANDS: readonly CommandDefinition[] = [
  ...office,
  ...council,
  ...mandate,
  ...institution,
  ...qualification,
  ...accreditation,
  ...binding,
  ...guardian,
  ...standing,
  ...imports,
  ...reading,
  ...registry,
];

export const tasks: TaskDefinition[] = [
  ...Object.entries(GROUPS).map(([name, description]) => emptyTask(name, description).build()),
  ...COMMANDS.map(hardhatTask),
];

refusalsAreUsage(COMMANDS.map(({ id }) => id[0] ?? ""));
