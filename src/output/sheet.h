/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small table of any columns, in memory, and its renderings: aligned for a terminal, CSV, JSON
 * Lines, Markdown. For results; records stream through output/writer.h instead.
 */
#ifndef OUTPUT_SHEET_H
#define OUTPUT_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "claims/claims.h"

typedef struct SheetColumn {
    const char *name; /* static: JSON key, CSV header, table title */
    bool right;       /* flush right in a table */
    size_t most;      /* widest in a terminal; 0 for as wide as it needs */
} SheetColumn;

typedef enum SheetCellType {
    SHEET_EMPTY,
    SHEET_TEXT,
    SHEET_NUMBER,
    SHEET_BOOL,
    SHEET_NUMBERS, /* a list */
} SheetCellType;

typedef struct SheetCell {
    SheetCellType type;
    ClaimsString text;
    double number;
    const double *numbers;
    size_t count;
} SheetCell;

/* Zero-initialise, then set columns and column_count. */
typedef struct Sheet {
    const SheetColumn *columns;
    size_t column_count;
    SheetCell *cells; /* rows one after the other */
    size_t cell_count, capacity;
    Arena arena; /* the cells' texts */
    bool failed; /* out of memory */
} Sheet;

/* Add the next cell; the row is full after column_count of them. Texts and lists are copied; an
 * empty text, and a number that is not finite, make an empty cell. */
void sheet_add_text(Sheet *sheet, ClaimsString text);
void sheet_add_number(Sheet *sheet, double number);
void sheet_add_count(Sheet *sheet, size_t count);
void sheet_add_bool(Sheet *sheet, bool value);
void sheet_add_numbers(Sheet *sheet, const double *numbers, size_t count);

/* Add what is in `text`, which is empty then. */
void sheet_take_text(Sheet *sheet, Buffer *text);

/* Add `count` empty cells. */
void sheet_add_blanks(Sheet *sheet, size_t count);

void sheet_free(Sheet *sheet);

typedef enum SheetFormat {
    SHEET_FORMAT_TABLE,
    SHEET_FORMAT_CSV,
    SHEET_FORMAT_JSONL,
    SHEET_FORMAT_MD,
} SheetFormat;

/* Their names, by value, then NULL. */
extern const char *const sheet_format_names[];

/* Is it a format for people (a table, Markdown), which rounds and leaves out, or one for programs
 * (CSV, JSON Lines)? */
bool sheet_format_is_readable(SheetFormat format);

/* Append the sheet. In a table, columns that are empty throughout are left out. */
void sheet_render(const Sheet *sheet, SheetFormat format, bool color, Buffer *buffer);

/*
 * The same for sheets that may be long, in formats that need no look at the whole (CSV, JSON
 * Lines): append the header first, then, whenever it suits, the rows so far, which are removed.
 */
void sheet_render_header(const Sheet *sheet, SheetFormat format, Buffer *buffer);
void sheet_flush(Sheet *sheet, SheetFormat format, Buffer *buffer);

/* Append the cell as plain text, for any format but JSON. */
void sheet_append_plain(Buffer *buffer, const SheetCell *cell);

/* A number with three digits, as people read it: "2.94", "0.0123", "1250", "1.25e9". */
void sheet_append_rounded(Buffer *buffer, double number);

#endif
