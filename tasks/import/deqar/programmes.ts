import { SuiteError } from "../../../client/src/errors/suiteError.ts";
import type { EqfLevel } from "../../../client/src/identifiers/eqf.ts";
import { iscedField } from "../../../client/src/identifiers/isced.ts";
import { optional } from "../../../client/src/optional.ts";
import { refusal, type Remark, sentence } from "../rows.ts";
import type { Group } from "./columns.ts";
import { leadsToFullDegree, levelOfCycle, nationalLevel } from "./words.ts";

/** As far as a file tells what it is: its qualification type comes from a mapping. */
export interface DeqarProgramme {
  /** `n` of `programme[n]`. */
  readonly position: number;
  /** The agency's own. */
  readonly identifier?: string;
  readonly name: string;
  readonly qualification?: string;
  /** From its QF-EHEA level; else from its level in the national framework, which need not be the same. */
  readonly level?: EqfLevel;
  readonly fullDegree: boolean;
  /** ISCED-F 2013. */
  readonly field?: string;
}

/** @throws SuiteError ROW_REFUSED */
export function deqarProgramme(group: Group, remark: Remark): DeqarProgramme {
  const { position, cell } = group;
  const title = `Programme ${String(position)}`;
  const name = cell("name_primary");
  if (name === "") throw refusal(`programme ${String(position)} has no name_primary`);
  return {
    position,
    ...optional("identifier", text(cell("identifier"))),
    name,
    ...optional("qualification", text(cell("qualification_primary"))),
    ...optional("level", levelIn(cell("qf_ehea_level"), cell("nqf_level"), title, remark)),
    fullDegree: leadsToFullDegree(cell("degree_outcome")),
    ...optional("field", fieldIn(cell("field_study"), title, remark)),
  };
}

function levelIn(cycle: string, national: string, title: string, remark: Remark): EqfLevel | undefined {
  const number = nationalLevel(national);
  if (cycle !== "") {
    const level = levelOfCycle(cycle);
    if (number !== undefined && number !== level) {
      remark(
        `${title}: the QF-EHEA level '${cycle}' is EQF ${String(level)} and counts; nqf_level says '${national}'.`,
      );
    }
    return level;
  }
  if (number !== undefined) {
    remark(`${title}: without a QF-EHEA level, nqf_level '${national}' is taken for EQF ${String(number)}.`);
  } else if (national !== "") {
    remark(`${title}: nqf_level '${national}' is no level from 5 to 8 and is left out.`);
  }
  return number;
}

function fieldIn(written: string, title: string, remark: Remark): string | undefined {
  if (written === "") return undefined;
  try {
    return iscedField(written);
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    remark(`${title}: ${sentence(error.message)} It is left out.`);
    return undefined;
  }
}

const text = (cell: string): string | undefined => (cell === "" ? undefined : cell);
