/** A member, or none where there is no value (`exactOptionalPropertyTypes`). */
export function optional<K extends string, T>(key: K, value: T | undefined): Readonly<Partial<Record<K, T>>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, T>>;
}
