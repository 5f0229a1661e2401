/// Rows in the binary format of COPY (PostgreSQL's manual, page "COPY", "Binary Format").
pub(super) struct CopyRows(Vec<u8>);

impl CopyRows {
    /// The header: signature, no flags, no extension. `room` is the expected size in bytes.
    pub(super) fn begin(room: usize) -> Self {
        let mut bytes = Vec::with_capacity(room);
        bytes.extend_from_slice(b"PGCOPY\n\xff\r\n\0");
        bytes.extend_from_slice(&[0; 8]);
        Self(bytes)
    }

    /// Begins a row of so many values, which follow.
    pub(super) fn row(&mut self, values: usize) {
        let values = u16::try_from(values).unwrap_or(u16::MAX);
        self.0.extend_from_slice(&values.to_be_bytes());
    }

    /// Adds bytes or text, or null.
    pub(super) fn value(&mut self, value: Option<&[u8]>) {
        let length = value.map_or(-1, |bytes| i32::try_from(bytes.len()).unwrap_or(i32::MAX));
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(value.unwrap_or_default());
    }

    /// Adds a number or a boolean, big-endian, or null.
    pub(super) fn number<const N: usize>(&mut self, number: Option<[u8; N]>) {
        self.value(number.as_ref().map(<[u8; N]>::as_slice));
    }

    /// All rows, with the trailer.
    pub(super) fn end(mut self) -> Vec<u8> {
        self.0.extend_from_slice(&(-1_i16).to_be_bytes());
        self.0
    }
}
