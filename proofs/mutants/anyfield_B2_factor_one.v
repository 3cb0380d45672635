(* MUTANT of claim B2: B2_own_mean_shrinks_any_field with one change:
   the factor (1 - 1/n) is 1, which is what "unbiased" would mean.
   This file must NOT compile.  Expected error, inside the proof: "The LHS of mulrBl". *)
(* mathcomp itself gives these warnings *)
Set Warnings "-notation-overridden,-ambiguous-paths".
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From mathcomp Require Import order ssralg ssrnum.
From SeeUPO Require Import anyfield.Model anyfield.Steps anyfield.Averages.
From SeeUPO Require Import anyfield.Groups.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.Theory GRing.Theory Num.Theory.
Open Scope ring_scope.

Section Mutant.
Variable F : realFieldType.
Implicit Types (menu : seq nat) (p : dist F) (s r : nat -> F).

Theorem B2_own_mean_shrinks_any_field_mutant : forall menu p s r n,
  isDist menu p -> mean menu p s = 0 -> (0 < n)%N ->
  groupMean menu p n (ownMeanEstimate s r)
  = 1 * gradient menu p s r.
Proof.
move=> menu p s r n Hp Hs Hn.
have Hn0 : n%:R != 0 :> F by rewrite pnatr_eq0 -lt0n.
rewrite /groupMean (@draw_ext _ _ _ _ _ (fun xs => n%:R^-1 * sum xs (fun x => s x * r x)
  - n%:R^-1 * (n%:R^-1 * (sum xs s * sum xs r)))).
  rewrite expect_sub !expect_scal (draw_product _ _ _ Hp Hs) (draw_sum _ _ _ Hp).
  rewrite [sum [::] s]/= [sum [::] _]/= mul0r !add0r -/(gradient menu p s r).
  by rewrite !(mulKf Hn0) mulrBl mul1r div1r.
move=> xs Hsz; rewrite /ownMeanEstimate /groupReward Hsz.
rewrite (@sum_ext _ _ _ (fun x => s x * r x - sum xs r / n%:R * s x)).
  rewrite sum_sub sum_scal mulrC mulrBr; congr (_ - _ * _).
  by rewrite mulrAC mulrC [sum xs r * _]mulrC.
by move=> x _; rewrite mulrBr; congr (_ - _); rewrite mulrC.
Qed.

End Mutant.
