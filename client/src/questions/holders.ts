import { toBeHex } from "ethers";

import type { Hex } from "../hex.ts";
import { bindingIdOf, recordKey, RECORD_KINDS } from "../recordKey.ts";
import type { BindingRef } from "../references.ts";
import type { Holders } from "../registry.ts";
import { type Moment, topic } from "./moment.ts";

/** As the topic of `ActRecorded`. */
const BINDING = /* @__PURE__ */ toBeHex(RECORD_KINDS.indexOf("binding"), 32) as Hex;

/** From the logs' topics, each checked against the records on chain, and all against the count there. */
export async function findHolders(moment: Moment, binding: BindingRef): Promise<Holders> {
  const id = bindingIdOf(binding);
  const [count, logs] = await Promise.all([
    moment.registry.holderCount(id),
    moment.logs([topic("ActRecorded"), BINDING, null, id]),
  ]);
  const named = new Set(logs.flatMap(({ topics: [, , subject] }) => (subject === undefined ? [] : [subject])));
  const recorded = await Promise.all([...named].map((institution) => isRecorded(moment, institution, id)));
  const institutions = [...named].filter((_, index) => recorded[index]);
  return {
    binding: id,
    institutions,
    count: Number(count),
    complete: institutions.length === Number(count),
    readAt: moment.readAt,
  };
}

async function isRecorded({ registry }: Moment, institution: Hex, binding: Hex): Promise<boolean> {
  const [words] = await registry.acts(recordKey({ kind: "binding", institution, binding }), 0, 1);
  return words.length > 0;
}
