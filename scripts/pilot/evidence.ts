import canonicalize from "canonicalize";
import { sha256, toUtf8Bytes } from "ethers";

/**
 * Hash of a published document, as decisions, terms and proposals carry it. The pilot's documents say that they are
 * illustrations.
 * @param title what the document decides
 */
export function evidence(title: string): string {
  const document = {
    title,
    note: "An illustration made for the pilot. Nobody named in it decided this.",
  };
  return sha256(toUtf8Bytes(canonicalize(document) ?? ""));
}
