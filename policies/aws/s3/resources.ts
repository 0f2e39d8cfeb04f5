import type { BucketArgs } from "@pulumi/aws/s3/bucket";
import type { BucketV2Args } from "@pulumi/aws/s3/bucketV2";
import type { Unwrap } from "@pulumi/pulumi/output";
import { resource } from "../../../lib/rule";

/** A bucket as `Bucket` or as the former `BucketV2` writes its inline inputs. */
export type AnyBucketArgs = BucketArgs &
  Pick<BucketV2Args, "loggings" | "replicationConfigurations" | "serverSideEncryptionConfigurations" | "versionings" | "websites">;

/** What a check is given of one. */
export type AnyBucket = Unwrap<AnyBucketArgs>;

/** Buckets of all forms. */
export const Bucket = resource<AnyBucketArgs>("aws:s3/bucket:Bucket");
