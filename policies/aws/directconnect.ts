import type { ConnectionArgs } from "@pulumi/aws/directconnect/connection";
import { resource, setting } from "../../lib/rule";

const Connection = resource<ConnectionArgs>("aws:directconnect/connection:Connection");

export const connectionMacsec = setting(Connection, {
  id: "aws-directconnect-connection-macsec",
  title: "Direct Connect connections are encrypted",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Without MACsec, who gets at the line between your site and AWS can read what isn't encrypted otherwise.",
  see: "https://docs.aws.amazon.com/directconnect/latest/UserGuide/MACsec.html",
  at: (connection) => connection.requestMacsec,
  good: [true],
  absent: "bad",
});
