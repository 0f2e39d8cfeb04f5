import type { GeofenceCollectionArgs } from "@pulumi/aws/location/geofenceCollection";
import type { TrackerArgs } from "@pulumi/aws/location/tracker";
import { customerKey, resource } from "../../lib/rule";

export const geofenceCollectionCustomerKey = customerKey(resource<GeofenceCollectionArgs>("aws:location/geofenceCollection:GeofenceCollection"), {
  id: "aws-location-geofence-collection-customer-key",
  subject: "Geofence collections",
  see: "https://docs.aws.amazon.com/location/latest/developerguide/encryption-at-rest.html",
  at: (collection) => collection.kmsKeyId,
});

export const trackerCustomerKey = customerKey(resource<TrackerArgs>("aws:location/tracker:Tracker"), {
  id: "aws-location-tracker-customer-key",
  subject: "Trackers of Amazon Location",
  see: "https://docs.aws.amazon.com/location/latest/developerguide/encryption-at-rest.html",
  at: (tracker) => tracker.kmsKeyId,
});
