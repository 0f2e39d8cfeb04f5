import type { Input } from "@pulumi/pulumi";
import { some } from "../rule/logic";
import { isRecord, json } from "./json";

/** What all of the SDK's `IAMMember`, `IAMBinding` and `IAMPolicy` resources have in common. */
export interface IamArgs {
  role?: Input<string>;
  member?: Input<string>;
  members?: Input<Input<string>[]>;
  /** A policy document, as `gcp.organizations.getIAMPolicy` writes it. */
  policyData?: Input<string>;
}

/** A role and those who have it, in the shape of a member, a binding, or a policy's binding. */
export interface Grant {
  readonly role?: string;
  readonly member?: string;
  readonly members?: readonly string[];
}

/** The grants that an IAM resource makes: a policy's bindings, or its own. */
export function grantsOf(self: Grant & { readonly policyData?: string }): readonly Grant[] {
  if (self.policyData === undefined) return [self];
  const policy = json(self.policyData);
  return isRecord(policy) && Array.isArray(policy.bindings) ? policy.bindings : [];
}

/** Those who are granted the role; an unknown one hides no other. */
export const membersOf = (grant: Grant): readonly string[] => (grant.members !== undefined ? grant.members : grant.member !== undefined ? [grant.member] : []);

/** Whether everybody on the internet is meant, with or without a Google account. */
export const isPublic = (member: string): boolean => member === "allUsers" || member === "allAuthenticatedUsers";

/** Whether one of several IAM resources grants anything to the public. */
export const somePublic = (resources: readonly (Grant & { readonly policyData?: string })[]): boolean =>
  some(resources, (self) => some(grantsOf(self), (grant) => some(membersOf(grant), isPublic)));

/** Roles that only let requests through to a service, as a load balancer does. */
export const invokerRoles: ReadonlySet<string> = new Set(["roles/run.invoker", "roles/run.servicesInvoker", "roles/cloudfunctions.invoker"]);
