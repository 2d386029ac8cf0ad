/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats themselves, for the table in writer.c. */
#ifndef OUTPUT_WRITER_FORMATS_H
#define OUTPUT_WRITER_FORMATS_H

#include "output/writer.h"

#define WRITER(name) extern const WriterFormat writer_format_##name;
#include "output/writers.def"
#undef WRITER

#endif
