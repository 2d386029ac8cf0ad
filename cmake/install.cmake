# SPDX-License-Identifier: GPL-3.0-or-later
#
# What `cmake --install` lays down: the program, the two libraries, the public header, claims.pc
# and the CMake package. Nothing in it names the prefix, so the tree can be moved.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Claims)

if(TARGET claims)
    install(TARGETS claims)
endif()
install(TARGETS claims_shared EXPORT ClaimsTargets)
install(TARGETS claims_static EXPORT ClaimsStaticTargets)
install(DIRECTORY include/claims TYPE INCLUDE)
install(EXPORT ClaimsTargets NAMESPACE Claims:: DESTINATION ${package_dir})
install(EXPORT ClaimsStaticTargets NAMESPACE Claims:: DESTINATION ${package_dir})

configure_package_config_file(cmake/ClaimsConfig.cmake.in
    ${PROJECT_BINARY_DIR}/generated/ClaimsConfig.cmake
    INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/generated/ClaimsConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES
    ${PROJECT_BINARY_DIR}/generated/ClaimsConfig.cmake
    ${PROJECT_BINARY_DIR}/generated/ClaimsConfigVersion.cmake
    DESTINATION ${package_dir})

file(RELATIVE_PATH pc_prefix
    ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(cmake/claims.pc.in ${PROJECT_BINARY_DIR}/generated/claims.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/generated/claims.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
