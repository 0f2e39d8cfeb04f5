import { createHash } from "node:crypto";

/** The first 16 hexadecimal digits of the SHA-256 of keys that their vendors publish for tests: they open nothing. */
const published: ReadonlySet<string> = new Set(
  [
    // The Firebase SDKs' own tests.
    "27a9a42931dff7eb 49f777db995e8260 8731261cb72d8626 37f8f09bdf12c2f2 eb540d2b6ee2a0a4 2037abcaffb2b777",
    "4c98242dcadc8b29 ea9bb1082cf95663 3f370c9dd8225c63 a19f89ab3555eac1 e4a5542bb7fd7b67 dc0fcf046c61640c",
    "3a8b61d0f636b007 a6c814bc555ae62c",
    // Firebase's configuration of its tests for JavaScript, Functions and Flutter, and its samples for iOS.
    "281cbc35f6814ed4 fc45dc7ee5714308 2e6c5d746bbd2a79 561c359df17fbbb0 1597ab82f0c3904d f1afd589c101a525",
    "f0c6d4cdab381add 3979b7b2f0ddeb9b 83e8d0fa3b4b3f97",
    // Google Cloud's documentation of API keys, and the samples of Google Maps.
    "ac9265e56c79b234 e4902a0b38812b15 b4420825961334e0",
    // Stripe's documentation.
    "2cafc0970149a84f f2d6ca16515033e5",
    // The emulators of Azure Cosmos DB and Azure Storage.
    "aa6547439583c3a2 0011cc25eb432071",
    // Docker's description of its API.
    "b5b17ca1d65733bb 9ec0be036c22f06f",
    // GitHub's description of its tokens, and what the standards and jwt.io explain JSON web tokens and basic authorization with.
    "976b57ee8acdfcf4 7f75367e78812551 8d4ef6536dc8895f 52d33e4911386f2d c794fa6d20c64efb da816f9f2c16e6c5",
    "cf4d418ed3de92d7 ca7459e2b26776de",
  ].flatMap((line) => line.split(" ")),
);

/** Whether a credential is one that its vendor publishes for tests. */
export const isPublished = (secret: string): boolean => published.has(createHash("sha256").update(secret).digest("hex").slice(0, 16));
