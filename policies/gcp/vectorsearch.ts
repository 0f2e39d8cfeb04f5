import type { CollectionArgs } from "@pulumi/gcp/vectorsearch/collection";
import { customerKey, resource } from "../../lib/rule";

const Collection = resource<CollectionArgs>("gcp:vectorsearch/collection:Collection");

export const collectionCustomerKey = customerKey(Collection, {
  id: "gcp-vectorsearch-collection-customer-key",
  subject: "Vector Search collections",
  at: ({ encryptionSpec }) => encryptionSpec?.cryptoKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});
