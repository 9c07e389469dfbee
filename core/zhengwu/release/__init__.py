"""Releases as data: what one consists of, how two differ, and what becomes of former addresses.

manifest     every file by its hash, every page with its seals; what the operator signs
changes      what a release changes, and which pages it would lose
withdrawals  pages that were taken back, and where moved pages went
networks     which addresses are the city's own
"""
