import { toBeHex } from "ethers";

import type { Hex } from "../hex.ts";
import { bindingIdOf, RECORD_KINDS } from "../recordKey.ts";
import type { BindingRef } from "../references.ts";
import type { Holders } from "../registry.ts";
import { type Moment, topic } from "./moment.ts";

/** As the topic of `ActRecorded`. */
const BINDING = /* @__PURE__ */ toBeHex(RECORD_KINDS.indexOf("binding"), 32) as Hex;

/** From the logs' topics, checked against the count on chain. */
export async function findHolders(moment: Moment, binding: BindingRef): Promise<Holders> {
  const id = bindingIdOf(binding);
  const [count, logs] = await Promise.all([
    moment.registry.holderCount(id),
    moment.logs([topic("ActRecorded"), BINDING, null, id]),
  ]);
  const institutions = new Set(logs.flatMap(({ topics: [, , subject] }) => (subject === undefined ? [] : [subject])));
  return {
    binding: id,
    institutions: [...institutions],
    count: Number(count),
    complete: institutions.size === Number(count),
    readAt: moment.readAt,
  };
}
