/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_FOLDER_H
#define REPORT_FOLDER_H

#include "report/report.h"

/*
 * Write the files of `report` into `folder`, which is made when it is missing (not its parents).
 * All files are written aside first; only when all of them have reached the disk do they take
 * their places, so that an earlier report stays whole when anything fails. Charts of an earlier
 * report that this one does not have are removed; other files of the folder stay.
 * CLAIMS_OK or, reported, CLAIMS_ERROR_SYSTEM.
 */
ClaimsStatus folder_write(const Report *report, const char *folder, ClaimsSink sink);

#endif
