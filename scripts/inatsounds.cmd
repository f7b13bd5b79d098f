@echo off
rem Starts inatsounds on Windows: the twin of the shell script beside this file.
rem
rem   JAVA_HOME                      the Java to use, 17 or newer; else java.exe on PATH
rem   INATSOUNDS_JAVA_OPTS           more options for the JVM, separated by blanks; they win over those given here
rem   INATSOUNDS_STARTUP_CACHE=off   neither use nor make the start-up cache
rem   INATSOUNDS_BUILD=never         in a checkout: never build the jar
rem
rem It builds only when there is no jar, and does not tell Java which stream is a terminal.
rem
rem Delayed expansion is off, so that an exclamation mark is only that. What the user gives stands outside of brackets,
rem where a closing one would end the block.
setlocal EnableExtensions DisableDelayedExpansion

for %%d in ("%~dp0..") do set "home=%%~fd"
set "jar=%home%\lib\inatsounds.jar"
if not exist "%jar%" set "jar=%home%\target\inatsounds.jar"

rem --- Java. Its version stands in the file "release" of the JDK; where there is none, Java has to say so itself. ---
set "java="
set "version=17"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%j in (java.exe) do set "java=%%~$PATH:j"
rem A release for one platform brings its own.
if exist "%home%\lib\inatsounds.jar" if exist "%home%\java\bin\java.exe" set "java=%home%\java\bin\java.exe"
if not defined java goto no_java
for %%j in ("%java%") do set "release=%%~dpj..\release"
if exist "%release%" for /f "usebackq tokens=1,2 delims==" %%a in ("%release%") do if "%%a"=="JAVA_VERSION" set "version=%%~b"
set "feature=0"
for /f "tokens=1,2 delims=.-_+" %%a in ("%version%") do if "%%a"=="1" (set "feature=%%b") else (set "feature=%%a")
if %feature% LSS 17 goto old_java

if not exist "%jar%" goto build

:run
set "options=-Xlog:disable -XX:-UsePerfData -Dfile.encoding=UTF-8"
if %feature% GEQ 23 set "options=%options% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

rem The JVM refuses two collectors: the user's replaces ours.
set "gc=-XX:+UseSerialGC"
set INATSOUNDS_JAVA_OPTS 2>nul | findstr /l /c:"-XX:+Use" >nul && set "gc="

rem From Java 19 on the JVM itself keeps an archive of loaded classes: it makes one at the end of the first run, and another
rem when the jar or the JVM has changed.
if /i "%INATSOUNDS_STARTUP_CACHE%"=="off" goto start
if not defined LOCALAPPDATA goto start
if %feature% LSS 19 goto start
set "cache=%LOCALAPPDATA%\inatsounds\startup"
if not exist "%cache%\" mkdir "%cache%" 2>nul
if not exist "%cache%\" goto start
"%java%" %options% %gc% -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%cache%\java-%feature%.jsa" %INATSOUNDS_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%

:start
"%java%" %options% %gc% %INATSOUNDS_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%

:build
if not exist "%home%\pom.xml" goto no_jar
if /i "%INATSOUNDS_BUILD%"=="never" goto no_build
where /q mvn
if errorlevel 1 goto no_maven
echo inatsounds: first use, building "%jar%" (a minute or more: Maven may have to download)>&2
pushd "%home%"
call mvn -q -B -ntp -Dmaven.test.skip=true -Dquick -Dassembly.skipAssembly=true package <nul 1>&2
popd
if exist "%jar%" goto run
echo inatsounds: the build failed; what Maven said is above>&2
echo inatsounds: To see it all, run in "%home%": mvn -B package>&2
exit /b 1

:no_java
echo inatsounds: needs Java 17 or newer, and found none: neither JAVA_HOME nor PATH leads to java.exe>&2
echo inatsounds: Install a JDK 17 or newer and put it on PATH, or set JAVA_HOME to it.>&2
exit /b 1

:old_java
echo inatsounds: needs Java 17 or newer, but found version "%version%": "%java%">&2
echo inatsounds: Install a JDK 17 or newer and put it on PATH, or set JAVA_HOME to it.>&2
exit /b 1

:no_jar
echo inatsounds: inatsounds.jar is missing: expected it at "%home%\lib\inatsounds.jar">&2
echo inatsounds: Unpack the distribution again.>&2
exit /b 1

:no_build
echo inatsounds: "%jar%" is not built yet, and INATSOUNDS_BUILD=never forbids to build it>&2
echo inatsounds: Build it (mvn -B package), or unset INATSOUNDS_BUILD.>&2
exit /b 1

:no_maven
echo inatsounds: "%jar%" is not built yet, and Maven (mvn) is not on PATH to build it>&2
echo inatsounds: Install Maven 3.8 or newer, or take the distribution archive.>&2
exit /b 1
