/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of report/ (template, style, script), as they were when the program was built. */
#ifndef REPORT_PAGE_FILES_H
#define REPORT_PAGE_FILES_H

#include "rules/builtin.h"

/* Sorted by name. Besides the files of report/, "NAME.sha256" for style and script: the base64 of
 * its SHA-256, by which the page's security policy admits it. */
extern const BuiltinFile page_files[];
extern const size_t page_file_count;

#endif
