import { type Grant, grantsOf, type IamArgs, invokerRoles, isPublic, membersOf } from "../../../lib/cloud/google-iam";
import { all, each, option, resource, rule, some, unknown } from "../../../lib/rule";

const AnyIam = resource<IamArgs>("gcp:*IAMMember", "gcp:*IAMBinding", "gcp:*IAMPolicy", "gcp:*IamMember", "gcp:*IamBinding", "gcp:*IamPolicy");
const ProjectIam = resource<IamArgs>("gcp:projects/iAMMember:IAMMember", "gcp:projects/iAMBinding:IAMBinding", "gcp:projects/iAMPolicy:IAMPolicy");
const HierarchyIam = resource<IamArgs>(
  ...(ProjectIam.tokens as [string]),
  "gcp:folder/iAMMember:IAMMember",
  "gcp:folder/iAMBinding:IAMBinding",
  "gcp:folder/iAMPolicy:IAMPolicy",
  "gcp:organizations/iAMMember:IAMMember",
  "gcp:organizations/iAMBinding:IAMBinding",
  "gcp:organizations/iAMPolicy:IAMPolicy",
);

const policy = (...bindings: Grant[]) => ({ policyData: JSON.stringify({ bindings }) });

const basicRoles = new Set(["roles/owner", "roles/editor", "roles/viewer"]);
const impersonationRoles = new Set(["roles/iam.serviceAccountUser", "roles/iam.serviceAccountTokenCreator"]);
const serviceAccountControlRoles = new Set([
  ...impersonationRoles,
  "roles/owner",
  "roles/editor",
  "roles/iam.securityAdmin",
  "roles/iam.serviceAccountAdmin",
  "roles/iam.serviceAccountKeyAdmin",
  "roles/iam.serviceAccountOpenIdTokenCreator",
  "roles/iam.workloadIdentityUser",
]);

const isServiceAccount = (member: string): boolean => /[.@]gserviceaccount\.com$/.test(member);
const isDefaultServiceAccount = (member: string): boolean => /(-compute@developer|@appspot)\.gserviceaccount\.com$/.test(member);

/** Google's own accounts, for which the roles of service agents are made. */
const isServiceAgent = (member: string): boolean => /^serviceAccount:(service-\w+@|\d+@cloud(services|build)\.)/.test(member);

/** What is wrong with the roles that an IAM resource grants. */
const eachRole = (self: Grant, isWrong: (role: string, grant: Grant) => boolean) =>
  each(grantsOf(self), (grant) => grant.role !== undefined && isWrong(grant.role, grant) && `grants \`${grant.role}\``);

/** What is wrong with those to whom an IAM resource grants something. */
const eachMember = (self: Grant, isWrong: (member: string, grant: Grant) => boolean) =>
  each(grantsOf(self), (grant) => each(membersOf(grant), (member) => isWrong(member, grant) && `\`${member}\` is a member`));

export const grantPublic = rule(AnyIam, {
  id: "gcp-iam-grant-public",
  title: "IAM grants nothing to the public",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["1.9", "5.1", "7.1"] },
  equivalents: {
    checkov: ["CKV_GCP_98", "CKV_GCP_99", "CKV_GCP_100", "CKV_GCP_101", "CKV_GCP_102", "CKV_GCP_107", "CKV_GCP_112", "CKV_GCP_113"],
    kics: [
      "a7b8c9d0-e1f2-3a4b-5c6d-7e8f90123456",
      "f6a7b8c9-d0e1-2345-f678-90abcdef1234",
      "a9b8c7d6-e5f4-3210-abcd-1234567890ab",
      "7sdj7dsj8-f348-4f95-845c-1090e41a615c",
      "e3f7a9b1-c2d3-4e5f-8901-23456789abcd",
    ],
  },
  why: "`allUsers` is anybody on the internet, and `allAuthenticatedUsers` anybody with a Google account.",
  fix: "Name the groups and service accounts that need the role.",
  see: "https://cloud.google.com/iam/docs/principals-overview#all-users",
  pass: [
    { member: "user:jane@example.com", role: "roles/viewer" },
    { members: ["group:team@example.com", "domain:example.com"], role: "roles/pubsub.subscriber" },
    policy({ role: "roles/viewer", members: ["group:team@example.com"] }),
    { member: "allUsers", role: "roles/run.invoker" },
  ],
  fail: [
    { member: "allUsers", role: "roles/pubsub.publisher" },
    { members: [unknown, "allAuthenticatedUsers"], role: "roles/viewer" },
    policy({ role: "roles/owner", members: ["user:jane@example.com"] }, { role: "roles/viewer", members: ["allUsers"] }),
  ],
  unknown: [{ member: unknown, role: "roles/viewer" }, { policyData: unknown }],
  check: (self, { resource: { type } }) =>
    // A bucket may be a website; `gcp-storage-bucket-public` knows.
    !type.startsWith("gcp:storage/bucketIAM") && eachMember(self, (member, grant) => isPublic(member) && !invokerRoles.has(grant.role!)),
});

export const grantBasicRole = rule(HierarchyIam, {
  id: "gcp-iam-grant-basic-role",
  title: "Projects, folders and organisations grant no basic roles",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_115", "CKV_GCP_116", "CKV_GCP_117"] },
  why: "Owners, editors and viewers hold thousands of permissions in all services, far more than any task needs.",
  fix: "Grant predefined or custom roles for the task.",
  see: "https://cloud.google.com/iam/docs/roles-overview#basic",
  pass: [{ role: "roles/storage.objectViewer", member: "group:team@example.com" }, policy({ role: "roles/run.admin", members: [] })],
  fail: [
    { role: "roles/viewer", member: "group:team@example.com" },
    { role: "roles/editor", members: [unknown] },
    policy({ role: "roles/owner", members: ["user:jane@example.com"] }),
  ],
  unknown: [{ role: unknown }],
  check: (self) => eachRole(self, (role) => basicRoles.has(role)),
});

export const grantDefaultServiceAccount = rule(HierarchyIam, {
  id: "gcp-iam-grant-default-service-account",
  title: "Projects, folders and organisations grant nothing to default service accounts",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_46", "CKV_GCP_47", "CKV_GCP_48"], trivy: ["AVD-GCP-0004", "AVD-GCP-0006", "AVD-GCP-0008"] },
  why: "All workloads that name no service account run as the default one, so each of them gets the role.",
  fix: "Create a service account for the workload, and grant the role to it.",
  see: "https://cloud.google.com/iam/docs/best-practices-service-accounts#default-service-account",
  pass: [{ role: "roles/run.invoker", member: "serviceAccount:web@p.iam.gserviceaccount.com" }],
  fail: [
    { role: "roles/storage.admin", member: "serviceAccount:123-compute@developer.gserviceaccount.com" },
    { role: "roles/viewer", members: ["user:jane@example.com", "serviceAccount:p@appspot.gserviceaccount.com"] },
    policy({ role: "roles/viewer", members: ["serviceAccount:p@appspot.gserviceaccount.com"] }),
  ],
  unknown: [{ role: "roles/viewer", member: unknown }],
  check: (self) => eachMember(self, isDefaultServiceAccount),
});

export const grantImpersonation = rule(HierarchyIam, {
  id: "gcp-iam-grant-impersonation",
  title: "Projects, folders and organisations grant no roles over all of their service accounts",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_44", "CKV_GCP_45", "CKV_GCP_49"], trivy: ["AVD-GCP-0005", "AVD-GCP-0009"] },
  why: "Who can act as, or manage, every service account below has the permissions of the strongest of them.",
  fix: "Grant the role on the one service account, by `gcp.serviceaccount.IAMMember`.",
  see: "https://cloud.google.com/iam/docs/best-practices-service-accounts#project-folder-grants",
  pass: [
    { role: "roles/storage.admin" },
    { role: "roles/run.serviceAgent", member: "serviceAccount:service-123@serverless-robot-prod.iam.gserviceaccount.com" },
    policy({ role: "roles/viewer" }),
  ],
  fail: [
    { role: "roles/editor" },
    { role: "roles/run.serviceAgent", members: ["user:jane@example.com"] },
    { role: "roles/iam.serviceAccountTokenCreator", member: unknown },
    policy({ role: "roles/iam.serviceAccountKeyAdmin" }),
  ],
  unknown: [{ role: unknown }],
  check: (self) =>
    eachRole(
      self,
      (role, grant) => serviceAccountControlRoles.has(role) || (role.endsWith(".serviceAgent") && some(membersOf(grant), (member) => !isServiceAgent(member))),
    ),
});

export const grantServiceAccountUser = rule(ProjectIam, {
  id: "gcp-iam-grant-service-account-user",
  title: "Projects let nobody act as all of their service accounts",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["1.6"] },
  equivalents: {
    checkov: ["CKV_GCP_41"],
    trivy: ["AVD-GCP-0011"],
    kics: ["617ef6ff-711e-4bd7-94ae-e965911b1b40", "c68b4e6d-4e01-4ca1-b256-1e18e875785c"],
    terrascan: ["AC_GCP_0006", "AC_GCP_0007"],
    regula: ["FG_R00385"],
  },
  why: "Granted on the project, the role covers all service accounts, those of the future too, and with them all of their permissions.",
  fix: "Grant the role on the one service account, by `gcp.serviceaccount.IAMMember`.",
  see: "https://cloud.google.com/iam/docs/best-practices-service-accounts#project-folder-grants",
  pass: [{ role: "roles/editor", member: "user:jane@example.com" }, policy({ role: "roles/viewer" })],
  fail: [
    { role: "roles/iam.serviceAccountUser", member: "user:jane@example.com" },
    { role: "roles/iam.serviceAccountTokenCreator", members: ["group:team@example.com"] },
    policy({ role: "roles/viewer" }, { role: "roles/iam.serviceAccountUser" }),
  ],
  unknown: [{ role: unknown }],
  check: (self) => eachRole(self, (role) => impersonationRoles.has(role)),
});

export const grantServiceAccountAdmin = rule(HierarchyIam, {
  id: "gcp-iam-grant-service-account-admin",
  title: "Service accounts have no administrative roles",
  severity: "high",
  family: "access-control",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["1.5"] },
  equivalents: {
    checkov: ["CKV_GCP_42"],
    trivy: ["AVD-GCP-0007"],
    kics: ["84d36481-fd63-48cb-838e-635c44806ec2", "cefdad16-0dd5-4ac5-8ed2-a37502c78672"],
    terrascan: ["AC_GCP_0005"],
    regula: ["FG_R00384"],
  },
  why: "Who takes over the workload, or finds a key of the account, administers all that the role covers.",
  fix: "Grant the service account only the permissions that its workload uses, on the resources that it uses.",
  see: "https://cloud.google.com/iam/docs/best-practices-service-accounts",
  pass: [
    { role: "roles/owner", member: "user:jane@example.com" },
    { role: "roles/storage.objectViewer", member: "serviceAccount:web@p.iam.gserviceaccount.com" },
    { role: "roles/editor", member: "serviceAccount:123@cloudservices.gserviceaccount.com" },
  ],
  fail: [
    { role: "roles/owner", member: "serviceAccount:web@p.iam.gserviceaccount.com" },
    { role: "roles/storage.objectAdmin", members: [unknown, "serviceAccount:web@p.iam.gserviceaccount.com"] },
    policy({ role: "roles/editor", members: ["serviceAccount:p@appspot.gserviceaccount.com"] }),
  ],
  unknown: [{ role: "roles/owner", member: unknown }],
  check: (self) =>
    each(
      grantsOf(self),
      (grant) =>
        grant.role !== undefined &&
        /^roles\/(owner|editor)$|admin/i.test(grant.role) &&
        // Google's own agent needs the role of an editor.
        some(membersOf(grant), (member) => isServiceAccount(member) && !member.endsWith("@cloudservices.gserviceaccount.com")) &&
        `grants \`${grant.role}\` to a service account`,
    ),
});

export const grantUser = rule(AnyIam, {
  id: "gcp-iam-grant-user",
  title: "IAM grants roles to groups instead of to single users",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { trivy: ["AVD-GCP-0003"], kics: ["704fcc44-a58f-4af5-82e2-93f2a58ef918"] },
  why: "Grants to single users are forgotten when a person changes teams; a group's members are managed in one place.",
  fix: "Grant the role to a group, and put the user into it.",
  see: "https://cloud.google.com/iam/docs/using-iam-securely#policy_management",
  pass: [{ member: "group:team@example.com" }, { members: ["serviceAccount:web@p.iam.gserviceaccount.com"] }],
  fail: [{ member: "user:jane@example.com" }, { members: ["group:team@example.com", "user:jane@example.com"] }, policy({ members: ["user:jane@example.com"] })],
  unknown: [{ member: unknown }],
  check: (self) => eachMember(self, (member) => member.startsWith("user:")),
});

export const grantForeignDomain = rule(AnyIam, {
  id: "gcp-iam-grant-foreign-domain",
  title: "IAM members belong to the organisation's own domains",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { trivy: ["AVD-GCP-0069"], kics: ["9356962e-4a4f-4d06-ac59-dc8008775eaa"], terrascan: ["AC_GCP_0008"] },
  why: "An account that the organisation doesn't manage keeps its access when its owner leaves, and follows none of its sign-in rules.",
  fix: "Grant the role to an account or group of the organisation's own domain.",
  see: "https://cloud.google.com/resource-manager/docs/organization-policy/restricting-domains",
  options: {
    domains: option.Array(option.String(), {
      default: [],
      description: "The domains that users, groups and domains may be of. Without any, all but consumer accounts are accepted.",
    }),
  },
  pass: [{ member: "user:jane@example.com" }, { members: ["serviceAccount:web@p.iam.gserviceaccount.com", "domain:example.com"] }],
  fail: [{ member: "user:jane@gmail.com" }, { members: [unknown, "group:team@googlemail.com"] }, policy({ members: ["user:jane@gmail.com"] })],
  unknown: [{ member: unknown }],
  check: (self, { options: { domains } }) =>
    eachMember(self, (member) => {
      const domain = /^(?:user:|group:|domain:)(?:.*@)?(.+)$/.exec(member)?.[1]?.toLowerCase();
      if (domain === undefined) return false;
      return domains.length ? !domains.includes(domain) : /^(gmail|googlemail)\.com$/.test(domain);
    }),
});

/** Those who have one of two roles that nobody should hold together, here or elsewhere in the stack. */
const eachDoubleHolder = (self: Grant & { others: readonly Grant[] }, manages: (role: string) => boolean, uses: (role: string) => boolean) =>
  each(
    grantsOf(self),
    (grant) =>
      grant.role !== undefined &&
      manages(grant.role) &&
      each(
        membersOf(grant),
        (member) =>
          some(self.others, (other) => some(grantsOf(other), (use) => use.role !== undefined && uses(use.role) && membersOf(use).includes(member))) &&
          `\`${member}\` both manages and uses them`,
      ),
  );

const jane = "user:jane@example.com";
const john = "user:john@example.com";

export const grantKmsSeparation = rule(ProjectIam, {
  id: "gcp-iam-grant-kms-separation",
  title: "Nobody both manages and uses a project's encryption keys",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["1.11"] },
  equivalents: { kics: ["92e4464a-4139-4d57-8742-b5acc0347680"], regula: ["FG_R00388"] },
  why: "Who administers keys can give themselves any use of them; a second person should stand between the key and the data.",
  fix: "Give the administration of keys and the roles to encrypt and decrypt to different principals.",
  see: "https://cloud.google.com/kms/docs/separation-of-duties",
  related: { others: all(AnyIam) },
  pass: [
    { role: "roles/cloudkms.admin", member: jane },
    { role: "roles/cloudkms.admin", member: jane, others: [{ role: "roles/cloudkms.cryptoKeyDecrypter", member: john }] },
    { role: "roles/cloudkms.viewer", member: jane, others: [{ role: "roles/cloudkms.cryptoKeyDecrypter", member: jane }] },
  ],
  fail: [
    { role: "roles/cloudkms.admin", member: jane, others: [{ role: "roles/cloudkms.cryptoKeyEncrypterDecrypter", members: [unknown, jane] }] },
    { role: "roles/cloudkms.admin", members: [john, jane], others: [policy({ role: "roles/cloudkms.cryptoKeyDecrypter", members: [jane] })] },
  ],
  unknown: [{ role: "roles/cloudkms.admin", member: jane, others: [{ role: "roles/cloudkms.cryptoKeyDecrypter", member: unknown }] }],
  check: (self) =>
    eachDoubleHolder(
      self,
      (role) => role === "roles/cloudkms.admin",
      (role) => role.startsWith("roles/cloudkms.cryptoKey"),
    ),
});

export const grantServiceAccountSeparation = rule(ProjectIam, {
  id: "gcp-iam-grant-service-account-separation",
  title: "Nobody both manages and uses a project's service accounts",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "Who can create service accounts and act as them needs nobody else to gain any permission.",
  fix: "Give the administration of service accounts and the role to act as them to different principals.",
  see: "https://cloud.google.com/iam/docs/service-account-permissions",
  related: { others: all(AnyIam) },
  pass: [
    { role: "roles/iam.serviceAccountAdmin", member: jane, others: [{ role: "roles/iam.serviceAccountUser", member: john }] },
    { role: "roles/iam.serviceAccountUser", member: jane, others: [{ role: "roles/iam.serviceAccountUser", member: jane }] },
  ],
  fail: [{ role: "roles/iam.serviceAccountAdmin", member: jane, others: [{ role: "roles/iam.serviceAccountUser", member: jane }] }],
  unknown: [{ role: "roles/iam.serviceAccountAdmin", member: jane, others: [{ role: "roles/iam.serviceAccountUser", member: unknown }] }],
  check: (self) =>
    eachDoubleHolder(
      self,
      (role) => role === "roles/iam.serviceAccountAdmin",
      (role) => impersonationRoles.has(role),
    ),
});
