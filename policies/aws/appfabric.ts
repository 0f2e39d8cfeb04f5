import type { AppBundleArgs } from "@pulumi/aws/appfabric/appBundle";
import { customerKey, resource } from "../../lib/rule";

export const appBundleCustomerKey = customerKey(resource<AppBundleArgs>("aws:appfabric/appBundle:AppBundle"), {
  id: "aws-appfabric-app-bundle-customer-key",
  subject: "AppFabric bundles",
  see: "https://docs.aws.amazon.com/appfabric/latest/api/API_CreateAppBundle.html",
  at: (bundle) => bundle.customerManagedKeyArn,
});
