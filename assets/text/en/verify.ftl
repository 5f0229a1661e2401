### What a file is, and whether its signature holds.

verify-bundle = bundle number { $seq } of station { $kiosk }, epoch { $epoch }, contest { $contest }: records { $first } to { $last }, made on { $day }. The signature holds, the sealed part is whole.
verify-receipt = receipt number { $number } for station { $kiosk }, epoch { $epoch }, contest { $contest }, of { $day }: held up to record { $ack }, { $bundles } bundles. The signature holds.
verify-grant = grant number { $number } of { $centre } for station { $kiosk } in { $village } ({ $unit }), contest { $contest }. The signature holds, and it answers this station's request.
verify-request = request of station { $kiosk } in { $village } ({ $unit }), fingerprint: { $fingerprint }. The file is whole; whose it is, compare the fingerprint on the telephone.
verify-pack = content pack { $version } of contest { $contest }, fingerprint: { $fingerprint }. The signature holds, under the root that this station trusts.
verify-pack-alone = content pack { $version } of contest { $contest }, fingerprint: { $fingerprint }. The file is whole; its root of trust: { $root }
