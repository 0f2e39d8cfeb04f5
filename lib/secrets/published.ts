import { createHash } from "node:crypto";

/** The first 16 hexadecimal digits of the SHA-256 of keys that their vendors publish for tests: they open nothing. */
const published: ReadonlySet<string> = new Set(
  [
    // The Firebase SDKs' own tests.
    "27a9a42931dff7eb 49f777db995e8260 8731261cb72d8626 37f8f09bdf12c2f2 eb540d2b6ee2a0a4 2037abcaffb2b777",
    "4c98242dcadc8b29 ea9bb1082cf95663 3f370c9dd8225c63 a19f89ab3555eac1 e4a5542bb7fd7b67 dc0fcf046c61640c",
    // Stripe's documentation.
    "2cafc0970149a84f f2d6ca16515033e5",
    // The emulators of Azure Cosmos DB and Azure Storage.
    "aa6547439583c3a2 0011cc25eb432071",
    // GitHub's description of its tokens, and that of JSON web tokens.
    "976b57ee8acdfcf4 7f75367e78812551",
  ].flatMap((line) => line.split(" ")),
);

/** Whether a credential is one that its vendor publishes for tests. */
export const isPublished = (secret: string): boolean => published.has(createHash("sha256").update(secret).digest("hex").slice(0, 16));
