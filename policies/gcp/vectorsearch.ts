import type { CollectionArgs } from "@pulumi/gcp/vectorsearch/collection";
import { customerKey, resource, unknown } from "../../lib/rule";

const Collection = resource<CollectionArgs>("gcp:vectorsearch/collection:Collection");

export const collectionCustomerKey = customerKey(Collection, {
  id: "gcp-vectorsearch-collection-customer-key",
  subject: "Vector Search collections",
  property: "encryptionSpec.cryptoKeyName",
  key: ({ encryptionSpec }) => encryptionSpec?.cryptoKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{ encryptionSpec: { cryptoKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } }],
  unknown: [{ encryptionSpec: { cryptoKeyName: unknown } }],
});
