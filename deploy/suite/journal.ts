import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** What Ignition noted of a module's contracts, by the future's id. */
export interface Journal {
  readonly constructorArguments: ReadonlyMap<string, readonly unknown[]>;
  /** Blocks of the confirmed transactions. */
  readonly blocks: ReadonlyMap<string, number>;
}

/** Reads the journal that Ignition keeps in a deployment's folder. */
export function readJournal(folder: string): Journal {
  const constructorArguments = new Map<string, readonly unknown[]>();
  const blocks = new Map<string, number>();
  const file = path.join(folder, "journal.jsonl");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  for (const line of lines.filter((text) => text.trim() !== "")) {
    const { type, futureId, constructorArgs, receipt } = JSON.parse(line) as Message;
    if (futureId === undefined) continue;
    if (type === "DEPLOYMENT_EXECUTION_STATE_INITIALIZE") constructorArguments.set(futureId, constructorArgs ?? []);
    if (type === "TRANSACTION_CONFIRM" && receipt !== undefined) blocks.set(futureId, receipt.blockNumber);
  }
  return { constructorArguments, blocks };
}

interface Message {
  readonly type: string;
  readonly futureId?: string;
  readonly constructorArgs?: readonly unknown[];
  readonly receipt?: { readonly blockNumber: number };
}
