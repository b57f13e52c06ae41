/** What is known of the networks in hardhat.config.ts, beyond how to reach them. */

/**
 * Networks on which a write asks for more than a yes: what is recorded there counts. The chain id of each stands in its
 * `deploy/parameters/NETWORK.json`.
 */
const PRODUCTION_NETWORKS: readonly string[] = ["pilot"];

/** Chain ids that local nodes use by default: a chain of such an id lasts as long as its process, and so does its record. */
export const LOCAL_CHAIN_IDS: readonly number[] = [31337, 1337];

/**
 * @param network as `--network` names it
 * @example isProduction("pilot") // true
 */
export const isProduction = (network: string): boolean => PRODUCTION_NETWORKS.includes(network);
