//! Bundles, receipts, enrolment at their door.
