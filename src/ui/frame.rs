//! What travels beside the ratatui buffer.

/// What travels beside the ratatui buffer: cells cannot hold it, and no escape byte
/// is ever put in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Where the hardware cursor stands (column, row), and whether it is shown:
    /// it is put on the insertion cell of a prompt, and shown only on rows without
    /// right-to-left text.
    pub cursor: Option<Cursor>,
    /// Cells that are links.
    pub links: Vec<LinkCells>,
    /// Rows that hold right-to-left text, ascending.
    pub rtl_rows: Vec<u16>,
}

/// Where the hardware cursor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Column in cells from the left.
    pub x: u16,
    /// Row in cells from the top.
    pub y: u16,
    /// False: only its place is told to the terminal (input methods, magnifiers).
    pub shown: bool,
}

/// A stretch of one row that is a link (http, https or mailto only).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkCells {
    /// Row in cells from the top.
    pub y: u16,
    /// First column.
    pub start: u16,
    /// One past the last column.
    pub end: u16,
    /// The target.
    pub url: std::sync::Arc<str>,
}
