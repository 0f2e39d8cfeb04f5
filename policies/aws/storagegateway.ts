import type { CachesIscsiVolumeArgs } from "@pulumi/aws/storagegateway/cachesIscsiVolume";
import type { NfsFileShareArgs } from "@pulumi/aws/storagegateway/nfsFileShare";
import { customerKey, resource } from "../../lib/rule";

const FileShare = resource<Pick<NfsFileShareArgs, "kmsKeyArn">>("aws:storagegateway/nfsFileShare:NfsFileShare", "aws:storagegateway/smbFileShare:SmbFileShare");
const Volume = resource<Pick<CachesIscsiVolumeArgs, "kmsKey">>(
  "aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume",
  "aws:storagegateway/storedIscsiVolume:StoredIscsiVolume",
);

const see = "https://docs.aws.amazon.com/storagegateway/latest/vgw/encryption.html";

export const fileShareCustomerKey = customerKey(FileShare, {
  id: "aws-storagegateway-file-share-customer-key",
  subject: "File shares of Storage Gateway",
  see,
  at: (share) => share.kmsKeyArn,
});

export const volumeCustomerKey = customerKey(Volume, {
  id: "aws-storagegateway-volume-customer-key",
  subject: "Volumes of Storage Gateway",
  see,
  at: (volume) => volume.kmsKey,
});
