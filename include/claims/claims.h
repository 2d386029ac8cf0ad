/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libclaims: quantitative claims about AI research, read out of reports and abstracts.
 *
 * Life cycle:
 *
 *     ClaimsRules *rules;
 *     claims_rules_load(NULL, 0, sink, &rules);          once; immutable; shared by threads
 *     ClaimsExtractor *extractor;
 *     claims_extractor_new(rules, sink, &extractor);     one per thread
 *     ClaimsReader *reader;
 *     claims_reader_open("report.txt", sink, &reader);   one per file
 *     const ClaimsPaper *paper;
 *     while (claims_reader_next(reader, &paper) == CLAIMS_OK) {
 *         const ClaimRecord *records;
 *         size_t count;
 *         claims_extractor_run(extractor, paper, &records, &count);
 *         ...
 *     }
 *
 * The library neither prints nor exits. Every function that can fail returns a ClaimsStatus and
 * explains itself through a diagnostic sink. There is no global mutable state: different threads
 * may use different readers and extractors over one ClaimsRules freely.
 *
 * Ownership words used below: "owned": the caller frees it with the named function;
 * "borrowed until X": it stays valid until X happens; "static": valid for ever.
 */
#ifndef CLAIMS_CLAIMS_H
#define CLAIMS_CLAIMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CLAIMS_API __attribute__((visibility("default")))
#else
#define CLAIMS_API
#endif

/* What a function answers. */
typedef enum ClaimsStatus {
    CLAIMS_OK = 0,
    CLAIMS_END,          /* no more of what was asked for; not an error */
    CLAIMS_ERROR_INPUT,  /* the input is missing, unreadable or malformed */
    CLAIMS_ERROR_RULES,  /* a knowledge file is malformed */
    CLAIMS_ERROR_SYSTEM, /* the operating system refused: memory, threads, output */
} ClaimsStatus;

/* A piece of text: counted bytes, not NUL-terminated, UTF-8. `data` may be NULL when size is 0. */
typedef struct ClaimsString {
    const char *data;
    size_t size;
} ClaimsString;

/* ---- Diagnostics ------------------------------------------------------------------------- */

typedef enum ClaimsSeverity { CLAIMS_NOTE, CLAIMS_WARNING, CLAIMS_ERROR } ClaimsSeverity;

/* One thing that is wrong, and where. All strings are NUL-terminated and borrowed until the sink
 * returns; NULL where there is nothing to say. */
typedef struct ClaimsDiagnostic {
    ClaimsSeverity severity;
    const char *file;    /* path as the user gave it, or NULL */
    size_t line;         /* 1-based; 0 when it concerns the whole file */
    size_t column;       /* 1-based, in characters; 0 when it concerns the whole line */
    const char *message; /* what is wrong and what was expected */
    const char *excerpt; /* the source line, or the pattern, that `caret` points into; or NULL */
    size_t caret;        /* 1-based column in `excerpt`, in characters; 0 for none */
    const char *help;    /* what to do about it, or NULL */
} ClaimsDiagnostic;

/* Receives diagnostics. `report` may be NULL: then they are dropped. A sink given to objects that
 * live in several threads must be callable from all of them. */
typedef struct ClaimsSink {
    void (*report)(void *cookie, const ClaimsDiagnostic *diagnostic);
    void *cookie;
} ClaimsSink;

/* ---- Rules ------------------------------------------------------------------------------- */

/* All knowledge, compiled: immutable, may be shared by any number of threads. */
typedef struct ClaimsRules ClaimsRules;

/*
 * Compile the built-in knowledge files, then those of each directory in `directories` (of
 * `count`), whose entries are added, or replace entries of the same id.
 * Returns CLAIMS_OK, CLAIMS_ERROR_RULES (every fault has been reported to `sink`), or
 * CLAIMS_ERROR_SYSTEM. `*rules` is owned: claims_rules_free.
 */
CLAIMS_API ClaimsStatus claims_rules_load(const char *const *directories, size_t count,
                                          ClaimsSink sink, ClaimsRules **rules);

/* Free `rules`; NULL is allowed. No extractor may be using them any more. */
CLAIMS_API void claims_rules_free(ClaimsRules *rules);

/* ---- Input ------------------------------------------------------------------------------- */

/* The part of a paper's entry that a text is. */
typedef enum ClaimSection {
    CLAIM_SECTION_TITLE,
    CLAIM_SECTION_BRIEF,
    CLAIM_SECTION_ABSTRACT,
    CLAIM_SECTION_TEXT,
} ClaimSection;

/*
 * One running text. `text` is valid UTF-8 without NUL bytes; byte i of it stands at byte
 * offsets[i] of the input file, or at start + i when `offsets` is NULL. `offsets` has
 * text.size + 1 entries.
 */
typedef struct ClaimsDocument {
    ClaimSection section;
    size_t start, end; /* the text's bytes in the input file, [start, end) */
    size_t line;       /* 1-based line of the file that `start` is on */
    ClaimsString text;
    const size_t *offsets;
    bool escaped; /* text comes from an escaped literal: its newlines are not the file's */
} ClaimsDocument;

enum { CLAIMS_MAX_DOCUMENTS = 3 };

/* A paper's entry: everything one input says about one paper. A text of more than 1 MiB comes in
 * pieces, each as a paper of the same id and title. */
typedef struct ClaimsPaper {
    const char *source; /* base name of the input file, "-" for standard input */
    const char *path;   /* the input file as the user named it */
    ClaimsString id;    /* the paper's identifier; decimal digits when id_is_number */
    bool id_is_number;  /* written as a JSON number: the paper's number in its report */
    ClaimsString title; /* white space folded; empty when there is none */
    ClaimsString date;  /* YYYY-MM-DD, or a prefix of it; empty when unknown */
    ClaimsDocument documents[CLAIMS_MAX_DOCUMENTS];
    size_t document_count; /* at most one document per section, in file order */
} ClaimsPaper;

/* Reads one input, paper by paper. Not shared between threads. */
typedef struct ClaimsReader ClaimsReader;

/*
 * Open `path` ("-": standard input) and recognise its format by its content. A file compressed
 * with gzip, zstd, xz or bzip2 is read as the text in it, and "the input file" below means that
 * text.
 * Returns CLAIMS_OK, CLAIMS_ERROR_INPUT (missing, a directory, unreadable) or
 * CLAIMS_ERROR_SYSTEM; `sink` has been told why. `*reader` is owned: claims_reader_close.
 * `path` must stay valid as long as the reader.
 */
CLAIMS_API ClaimsStatus claims_reader_open(const char *path, ClaimsSink sink,
                                           ClaimsReader **reader);

/*
 * The next paper: `*paper` is borrowed until the next call on this reader.
 * Returns CLAIMS_OK, CLAIMS_END, or an error after which the reader gives nothing more. A fault
 * in one entry is reported to the sink and the reader goes on with the next entry.
 */
CLAIMS_API ClaimsStatus claims_reader_next(ClaimsReader *reader, const ClaimsPaper **paper);

/* True when some entry was malformed and left out, or the input could not be read to its end. */
CLAIMS_API bool claims_reader_had_errors(const ClaimsReader *reader);

/* Close and free; NULL is allowed. */
CLAIMS_API void claims_reader_close(ClaimsReader *reader);

/* ---- Records ----------------------------------------------------------------------------- */

typedef enum ClaimKind {
    CLAIM_KIND_FACTOR,
    CLAIM_KIND_DELTA,
    CLAIM_KIND_RATIO,
    CLAIM_KIND_LEVEL,
    CLAIM_KIND_SETTING,
} ClaimKind;

typedef enum ClaimDirection {
    CLAIM_DIRECTION_NONE,
    CLAIM_DIRECTION_INCREASE,
    CLAIM_DIRECTION_DECREASE,
} ClaimDirection;

/* In order of precedence: where several apply, the first one counts. */
typedef enum ClaimBound {
    CLAIM_BOUND_UP_TO,
    CLAIM_BOUND_AT_LEAST,
    CLAIM_BOUND_AT_MOST,
    CLAIM_BOUND_AVERAGE,
    CLAIM_BOUND_ABOUT,
    CLAIM_BOUND_EXACT,
} ClaimBound;

/* The names of these values as they stand in records; static. */
CLAIMS_API const char *claims_section_name(ClaimSection section);
CLAIMS_API const char *claims_kind_name(ClaimKind kind);
CLAIMS_API const char *claims_direction_name(ClaimDirection direction);
CLAIMS_API const char *claims_bound_name(ClaimBound bound);

/*
 * One claim: one number, or range, that a text asserts about one metric.
 * Strings are borrowed as the function that gave the record says. An absent string has size 0 and
 * data NULL; an absent number is NAN.
 */
typedef struct ClaimRecord {
    uint64_t id; /* the same for the same claim in the same input, whatever the run */
    const ClaimsPaper *paper;
    const ClaimsDocument *document;
    size_t start, end;  /* bytes of the numeric expression with its unit, in the input file */
    size_t line;        /* 1-based line of `start` */
    ClaimsString quote; /* those bytes, as text */
    ClaimsString sentence;
    size_t quote_in_sentence; /* offset of the quote's cleaned text in `sentence` */
    size_t quote_in_sentence_size;
    ClaimKind kind;
    ClaimsString metric;      /* an identifier of rules/metrics.json */
    ClaimsString metric_text; /* the words that named the metric, or absent */
    double value;             /* low end when it is a range */
    double value_max;         /* high end of a range, or NAN */
    ClaimsString unit;        /* a canonical unit of rules/units.json, or absent */
    ClaimDirection direction;
    ClaimBound bound;
    double ref_value; /* or NAN */
    ClaimsString baseline, model, dataset, hardware;
    double factor;     /* improvement as a ratio, above 1 is better; NAN where undefined */
    double confidence; /* 0 to 1 */
    bool background;   /* said of others' work or denied: not the paper's own result */
    ClaimsString rule; /* id of the rule that made the record */
} ClaimRecord;

/* ---- Extraction -------------------------------------------------------------------------- */

/* Working memory for extraction. One per thread. */
typedef struct ClaimsExtractor ClaimsExtractor;

/* `rules` must outlive the extractor. `*extractor` is owned: claims_extractor_free. `sink` is told
 * of rules that hit a match limit. Returns CLAIMS_OK or CLAIMS_ERROR_SYSTEM. */
CLAIMS_API ClaimsStatus claims_extractor_new(const ClaimsRules *rules, ClaimsSink sink,
                                             ClaimsExtractor **extractor);

/*
 * All claims of `paper`, by document and then by place. `*records` and every string in them are
 * borrowed until the next run or the extractor's end, and no longer than `paper`.
 * Returns CLAIMS_OK or CLAIMS_ERROR_SYSTEM.
 */
CLAIMS_API ClaimsStatus claims_extractor_run(ClaimsExtractor *extractor, const ClaimsPaper *paper,
                                             const ClaimRecord **records, size_t *count);

/* The technique families of the paper of the last run, which must still be there, primary first:
 * one to three, none when memory is exhausted. Borrowed until the next run. */
CLAIMS_API const ClaimsString *claims_extractor_families(ClaimsExtractor *extractor, size_t *count);

/* Free; NULL is allowed. */
CLAIMS_API void claims_extractor_free(ClaimsExtractor *extractor);

/* ---- Output ------------------------------------------------------------------------------ */

/*
 * One record as a JSON object without a line end, NUL-terminated. `*json` is owned: free().
 * `families` (of `count`) are those of the record's paper.
 * Returns CLAIMS_OK or CLAIMS_ERROR_SYSTEM.
 */
CLAIMS_API ClaimsStatus claims_record_to_json(const ClaimRecord *record,
                                              const ClaimsString *families, size_t count,
                                              char **json);

/* The library's version, "MAJOR.MINOR.PATCH"; static. */
CLAIMS_API const char *claims_version(void);

#ifdef __cplusplus
}
#endif

#endif
