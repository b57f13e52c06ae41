/** Reading JSON whose shape nobody vouches for. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One or many are written alike: JSON-LD leaves the brackets of a list of one away. */
export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

export const objectsOf = (value: unknown): readonly JsonObject[] => listOf(value).filter(isObject);

export const stringsOf = (value: unknown): readonly string[] =>
  listOf(value).filter((item) => typeof item === "string");

export const stringOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The `id` of a node that is written in full, or as its id alone. */
export const idOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : isObject(value) ? stringOf(value["id"]) : undefined;
