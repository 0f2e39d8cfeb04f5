import type { ApplicationArgs } from "@pulumi/aws/m2/application";
import type { EnvironmentArgs } from "@pulumi/aws/m2/environment";
import { customerKey, resource, setting } from "../../lib/rule";

const Environment = resource<EnvironmentArgs>("aws:m2/environment:Environment");

export const applicationCustomerKey = customerKey(resource<ApplicationArgs>("aws:m2/application:Application"), {
  id: "aws-m2-application-customer-key",
  subject: "Mainframe applications",
  see: "https://docs.aws.amazon.com/m2/latest/APIReference/API_CreateApplication.html",
  at: (application) => application.kmsKeyId,
});

export const environmentCustomerKey = customerKey(Environment, {
  id: "aws-m2-environment-customer-key",
  subject: "Mainframe environments",
  see: "https://docs.aws.amazon.com/m2/latest/APIReference/API_CreateEnvironment.html",
  at: (environment) => environment.kmsKeyId,
});

export const environmentPublic = setting(Environment, {
  id: "aws-m2-environment-public",
  title: "Mainframe environments have no public address",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  why: "Applications of a mainframe were written for a closed network, and are reached from the internet.",
  see: "https://docs.aws.amazon.com/m2/latest/APIReference/API_CreateEnvironment.html",
  at: (environment) => environment.publiclyAccessible,
  good: [false],
  absent: "good",
});
