import type { Registry } from "../registry.ts";

/**
 * The registry, of which every question is asked once: many parts of a verification ask the same.
 * @param registry at one block, where the answer stays the same
 */
export function askingOnce(registry: Registry): Registry {
  const answers = new Map<string, unknown>();
  return new Proxy(registry, {
    get(target, name): unknown {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      return (...question: readonly unknown[]): unknown => {
        const key = JSON.stringify([name, ...question]);
        if (!answers.has(key)) answers.set(key, Reflect.apply(member, target, question));
        return answers.get(key);
      };
    },
  });
}
