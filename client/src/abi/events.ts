import type { registryAbi } from "./generated/registryAbi.ts";

/** Names of the registry's events. */
export type RegistryEventName = Extract<(typeof registryAbi)[number], { readonly type: "event" }>["name"];
