import type { KeyArgs } from "@pulumi/aws/paymentcryptography/key";
import { resource, setting } from "../../lib/rule";

export const keyExportable = setting(resource<KeyArgs>("aws:paymentcryptography/key:Key"), {
  id: "aws-paymentcryptography-key-exportable",
  title: "Payment keys can't be exported",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  why: "A key that leaves the service is used where nobody sees it, and can't be taken back.",
  see: "https://docs.aws.amazon.com/payment-cryptography/latest/APIReference/API_CreateKey.html",
  at: (key) => key.exportable,
  good: [false],
  absent: "bad",
});
