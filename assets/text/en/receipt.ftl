### Receipts of the centre.

receipt-taken = ✓ Receipt number { $number }: the organiser holds { $held } records of this station, { $newly } of them newly confirmed.
receipt-older = Receipt number { $number } is older than the one that is here; nothing changes.
