import type { BindingStandingStructOutput } from "../abi/generated/types/ITrustedIssuerRegistry.ts";
import type { Hex } from "../hex.ts";
import { bindingIdOf, institutionIdOf } from "../recordKey.ts";
import type { BindingRef } from "../references.ts";
import type { BindingQuestion, BindingStanding, Standing, StandingQuestion } from "../registry.ts";
import { answer, bindingCode, type Clocks, clocks } from "./answers.ts";
import type { Moment } from "./moment.ts";
import { prepared, questionStruct, toStanding } from "./standing.ts";

export async function bindingAt(moment: Moment, question: BindingQuestion): Promise<BindingStanding> {
  const asked = {
    institution: institutionIdOf(question.institution),
    binding: bindingIdOf(question.binding),
    ...clocks(moment, question),
  };
  const { registry } = moment;
  const decision =
    asked.knownAt === 0
      ? await registry.bindingAt(asked.institution, asked.binding, asked.at)
      : await registry.bindingAsKnownAt(asked.institution, asked.binding, asked.at, asked.knownAt);
  return bindingStanding(moment, asked, decision);
}

/** Both halves of trust at the same instant. */
export async function standingAndBinding(
  moment: Moment,
  question: StandingQuestion & { readonly binding: BindingRef },
): Promise<{ readonly standing: Standing; readonly binding: BindingStanding }> {
  const asked = { ...prepared(moment, question), binding: bindingIdOf(question.binding) };
  const [entitlement, identity] = await moment.registry.standingAndBinding(questionStruct(asked), asked.binding);
  return { standing: toStanding(moment, asked, entitlement), binding: bindingStanding(moment, asked, identity) };
}

function bindingStanding(
  moment: Moment,
  { institution, binding, at, knownAt }: Clocks & { readonly institution: Hex; readonly binding: Hex },
  decision: BindingStandingStructOutput,
): BindingStanding {
  const { code, name } = bindingCode(decision);
  return {
    institution,
    binding,
    code,
    name,
    active: name === "ACTIVE",
    ...answer(moment, { at, knownAt }, decision),
  };
}
