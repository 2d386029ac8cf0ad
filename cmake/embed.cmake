# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -P embed.cmake OUTPUT.c HEADER NAME FILE...
# Writes a C source with the bytes of each FILE, as the arrays NAME_files and NAME_file_count that
# HEADER declares (see src/rules/builtin.h).

# The arguments before OUTPUT.c are "cmake -P embed.cmake".
set(output ${CMAKE_ARGV3})
set(header ${CMAKE_ARGV4})
set(array ${CMAKE_ARGV5})
set(files "")
math(EXPR last "${CMAKE_ARGC} - 1")
if(last GREATER 5)
    foreach(i RANGE 6 ${last})
        list(APPEND files ${CMAKE_ARGV${i}})
    endforeach()
endif()
list(SORT files)

set(arrays "")
set(rows "")
set(count 0)
foreach(file IN LISTS files)
    file(READ ${file} bytes HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    get_filename_component(name ${file} NAME)
    # The final zero ends the text and is not part of its size. Bytes are unsigned in the array
    # because those above 127 do not fit a signed char.
    string(APPEND arrays "static const unsigned char file_${count}[] = {${bytes}0};\n")
    string(APPEND rows "    {\"${name}\", (const char *)file_${count}, sizeof file_${count} - 1},\n")
    math(EXPR count "${count} + 1")
endforeach()

# The closing row keeps the array from being empty.
file(WRITE ${output} "#include \"${header}\"

${arrays}
const BuiltinFile ${array}_files[] = {
${rows}    {NULL, NULL, 0},
};
const size_t ${array}_file_count = ${count};
")
