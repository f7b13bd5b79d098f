@echo off
:: placeholder
