"""The words of CiTO, the Citation Typing Ontology 2.8.1 (http://purl.org/spar/cito), that type a citation.

In every line: the word of the citing work, then that of the cited one. Those that other vocabularies have
too and use otherwise (compiles, documents, describes, reviews) are read as theirs.
"""

CITING_FOR_USE = """
usesDataFrom/providesDataFor citesAsDataSource/isCitedAsDataSourceBy
"""
"""The citing work used data of the cited one."""

CITING = """
agreesWith/isAgreedWithBy citesAsAuthority/isCitedAsAuthorityBy citesAsEvidence/isCitedAsEvidenceBy
citesAsMetadataDocument/isCitedAsMetadataDocumentBy citesAsPotentialSolution/isCitedAsPotentialSolutionBy
citesAsRecommendedReading/isCitedAsRecommendedReadingBy citesAsRelated/isCitedAsRelatedBy
citesAsSourceDocument/isCitedAsSourceDocumentBy citesForInformation/isCitedForInformationBy
confirms/isConfirmedBy containsAssertionFrom/providesAssertionFor corrects/isCorrectedBy credits/isCreditedBy
critiques/isCritiquedBy derides/isDeridedBy disagreesWith/isDisagreedWithBy disputes/isDisputedBy
extends/isExtendedBy includesExcerptFrom/providesExcerptFor includesQuotationFrom/providesQuotationFor
obtainsBackgroundFrom/givesBackgroundTo obtainsSupportFrom/givesSupportTo parodies/isParodiedBy
plagiarizes/isPlagiarizedBy qualifies/isQualifiedBy refutes/isRefutedBy repliesTo/hasReplyFrom
retracts/isRetractedBy ridicules/isRidiculedBy speculatesOn/isSpeculatedOnBy supports/isSupportedBy
updates/isUpdatedBy usesConclusionsFrom/providesConclusionsFor usesMethodIn/providesMethodFor
"""
"""The other types of citation."""
