import type { ParamType } from "ethers";

import type { Hex } from "../../client/src/hex.ts";

/** The arguments of a call by the names that Solidity gives them, each asked for as what it is. */
export class Values {
  readonly #byName: ReadonlyMap<string, readonly [ParamType, unknown]>;

  constructor(inputs: readonly ParamType[], values: readonly unknown[]) {
    this.#byName = new Map(inputs.map((input, index) => [input.name, [input, values[index]]]));
  }

  /** Bytes, an id or an address. */
  hex(name: string): Hex {
    return this.#typed(name, "string") as Hex;
  }

  text(name: string): string {
    return this.#typed(name, "string") as string;
  }

  integer(name: string): bigint {
    return this.#typed(name, "bigint") as bigint;
  }

  /** An integer of at most 48 bits: a moment, an office's number. */
  number(name: string): number {
    return Number(this.integer(name));
  }

  flag(name: string): boolean {
    return this.#typed(name, "boolean") as boolean;
  }

  hexes(name: string): readonly Hex[] {
    return this.#list(name)[1] as readonly Hex[];
  }

  integers(name: string): readonly bigint[] {
    return this.#list(name)[1] as readonly bigint[];
  }

  struct(name: string): Values {
    const [input, value] = this.#get(name);
    return new Values(input.components ?? [], [...(value as readonly unknown[])]);
  }

  structs(name: string): readonly Values[] {
    const [input, items] = this.#list(name);
    const components = input.arrayChildren?.components ?? [];
    return items.map((item) => new Values(components, [...(item as readonly unknown[])]));
  }

  #list(name: string): readonly [ParamType, readonly unknown[]] {
    const [input, value] = this.#get(name);
    return [input, [...(value as readonly unknown[])]];
  }

  #typed(name: string, type: string): unknown {
    const [, value] = this.#get(name);
    if (typeof value !== type) throw new RangeError(`${name} is no ${type}`);
    return value;
  }

  #get(name: string): readonly [ParamType, unknown] {
    const found = this.#byName.get(name);
    if (found === undefined) throw new RangeError(`no argument ${name}`);
    return found;
  }
}
