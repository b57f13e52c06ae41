import type { Hex } from "../hex.ts";
import type { Notary } from "../registry.ts";
import type { Moment } from "./moment.ts";

export class NotaryClient implements Notary {
  readonly address: Hex;
  readonly #moment: () => Promise<Moment>;

  constructor(address: Hex, moment: () => Promise<Moment>) {
    this.address = address;
    this.#moment = moment;
  }

  async anchoredAt(root: Hex) {
    const { time, blockNumber } = await (await this.#moment()).notary(this.address).anchoredAt(root);
    return time === 0n ? undefined : { time: Number(time), block: Number(blockNumber) };
  }

  async isAnchored(root: Hex, leaf: Hex, proof: readonly Hex[]) {
    return (await this.#moment()).notary(this.address).isAnchored(root, leaf, [...proof]);
  }
}
