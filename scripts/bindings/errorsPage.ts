/** One error as docs/errors.md describes it. */
export interface DescribedError {
  readonly name: string;
  readonly signature: string;
  readonly selector: string;
  readonly values: string;
  readonly cause: string;
  readonly remedy: string;
}

/** The errors that a page in the form of docs/errors.md describes, in its order. */
export function describedErrors(page: string): DescribedError[] {
  return page
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [name = ""] = section.split("\n");
      const [, signature = "", selector = ""] = /`([^`]+)` · `(0x[0-9a-f]{8})`/.exec(section) ?? [];
      const part = (title: string): string =>
        new RegExp(`^- \\*\\*${title}\\*\\*: ((?:.|\\n(?!\\n|- \\*\\*))+)`, "m").exec(section)?.[1]?.trim() ?? "";
      return { name, signature, selector, values: part("Values"), cause: part("Cause"), remedy: part("Remedy") };
    });
}
